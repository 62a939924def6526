"""Where a student's code runs: levels, namespaces, control groups, system calls, folders."""
