"""Live execution: the plan of a pipeline carried out in this process, with the runtime that scripts have."""
