from __future__ import annotations

SEED = "4100000123"
CLAIM = f"{SEED} 张建国 5678"
