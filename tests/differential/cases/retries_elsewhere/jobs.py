from registry import late
from dagster import RetryRequested
N = []
@late("x")
def again2():
    N.append(1)
    print("@ again2", len(N))
    if len(N) < 2: raise RetryRequested()
