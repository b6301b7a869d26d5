"""`make model`: trains the model from the phrases and writes it beside them."""

from __future__ import annotations

from pathlib import Path

from bot.understanding.model import DATA, save, train, training_phrases

if __name__ == "__main__":
    save(train(training_phrases()), Path(str(DATA)) / "model.json.gz")
