"""Made-up roadmaps of schools that do not exist, damaged as real papers are, with their truth.

It knows nothing of the reader: dates, layouts and files are made from values by its own code.
`python -m tests.documents.generator --seed N --out DIR`, then
`python -m tests.documents.generator.compare DIR`.
"""
