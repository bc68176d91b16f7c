"""The parts of the module that `sightline instrument --language python` writes.

They are a package here, so that Python's own tools can format, lint and check them. The
generator reads them as text, merges their imports, and writes them into one module.
"""
