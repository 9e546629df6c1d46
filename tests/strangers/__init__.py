"""Projects of strangers, run in a world where every library that is missing is a recorder."""
