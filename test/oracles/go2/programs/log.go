package main

import (
	"bytes"
	"fmt"
	"os"
	"sync"
)

// Output stays in memory until flushLog: no system call comes between two lines.
var (
	logLock sync.Mutex
	logText bytes.Buffer
)

func logln(values ...any) {
	logLock.Lock()
	fmt.Fprintln(&logText, values...)
	logLock.Unlock()
}

func logf(format string, values ...any) {
	logLock.Lock()
	fmt.Fprintf(&logText, format, values...)
	logLock.Unlock()
}

func flushLog() {
	logLock.Lock()
	os.Stdout.Write(logText.Bytes())
	logText.Reset()
	logLock.Unlock()
}
