"""Projects of many modules, written as teams write them: compiled, run and compared with Dagster's answers."""
