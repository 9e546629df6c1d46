from setuptools import find_packages, setup

setup(name="churn", version="0.3.0", package_dir={"": "src"}, packages=find_packages("src"), python_requires=">=3.8")
