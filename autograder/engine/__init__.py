"""The evidence engine: run a program in a sandbox, hold and release its calls, write down what the kernel saw."""
