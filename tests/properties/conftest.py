"""How often a property is tried: the same examples on every run, so that a red run is red for everybody.

`HYPOTHESIS_PROFILE=deep python -m pytest tests/properties` looks further, elsewhere each time; what it finds becomes an
example.
"""

import os
from functools import partial

from hypothesis import HealthCheck, settings

REGISTER = partial(
    settings.register_profile,
    database=None,
    deadline=None,  # the machine of a test may be busy; what takes too long is tested apart
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
REGISTER("bounded", max_examples=40, derandomize=True)
REGISTER("deep", max_examples=2000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "bounded"))
