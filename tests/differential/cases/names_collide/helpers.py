value = "helpers"


def helper():
    return f"helpers helper {value}"
