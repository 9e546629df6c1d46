"""How long modec takes for large projects: `python -m benchmarks` measures and writes docs/benchmarks.md."""
