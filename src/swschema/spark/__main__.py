"""`python -m swschema.spark`, which `spark-submit` can run too."""

from __future__ import annotations

from swschema.spark import main

if __name__ == "__main__":
    main()
