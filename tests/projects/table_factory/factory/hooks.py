from dagster import success_hook


@success_hook
def announce(context):
    if context.solid.name.startswith("load_"):
        print(f"{context.solid.name} finished")
