@rem The npm scripts begin with "exec", so that a signal to npm reaches the program and no shell stands between.
@rem Windows has no such word; this file gives it one. An exit code goes through as it is.
@%*
