"""The trails: complete dossiers, each made from a few facts in `samples/trails.yaml`."""
