value = "stages"
