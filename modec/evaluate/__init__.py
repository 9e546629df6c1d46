"""`Program` -> definitions: an abstract interpreter over module-level code (see README.md beside this file)."""
