"""A path -> `Program`: the author's modules, their syntax and where their imports lead. Nothing is run."""
