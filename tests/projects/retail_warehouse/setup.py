from setuptools import find_packages, setup

setup(
    name="retail",
    version="1.4.2",
    packages=find_packages(exclude=["retail_tests"]),
    package_data={"retail": ["environments/*.yaml", "queries/*.sql", "data/*.csv"]},
    install_requires=["dagster==0.12.15"],
)
