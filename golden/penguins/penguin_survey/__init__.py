"""A survey of the penguins of the Palmer Archipelago."""
