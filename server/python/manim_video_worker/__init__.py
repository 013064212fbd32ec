"""The process that has Manim loaded: it checks, renders and combines for the TypeScript backend.

protocol/worker.ts is the contract. The process that talks to the backend never runs scene code itself: every request
runs in a fork of it (see run.py), or, where there is no fork, the process serves one request and ends (in_process.py).
"""
