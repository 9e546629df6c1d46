from dagster import RetryRequested
N = []
def fetch():
    N.append(1)
    print("@ fetch", len(N))
    if len(N) < 2:
        raise RetryRequested()
class Client:
    def get(self): return fetch()
client = Client()
