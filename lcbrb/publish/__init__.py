"""Makes a build folder into a data set on the hub: parquet, data card, ``eval.yaml``, checksums."""
