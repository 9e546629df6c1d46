"""`Unrolled` + `Program` -> ordered top-level pieces in one namespace (see README.md beside this file)."""
