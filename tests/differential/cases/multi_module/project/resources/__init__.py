from .store import file_store, memory_store
