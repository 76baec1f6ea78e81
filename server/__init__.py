"""The composition root: settings, the application, the command line."""

import warnings

# connexion imports Starlette's test client, which complains at every start about the HTTP library
# that it would use if anybody tested with it.
warnings.filterwarnings("ignore", message="Using `httpx` with `starlette.testclient`")
