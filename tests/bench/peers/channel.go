// channel — a peer of the bench: Go's channels and goroutines.
//
//	channel items PRODUCERS CONSUMERS CAPACITY ITEMS    capacity 0: room for all; ITEMS of each producer
//	channel sleep WORKERS                               goroutines that sleep once, 0.5 to 1.5 s
package main

import (
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"sync"
	"time"
)

func number(i int) int {
	n, err := strconv.Atoi(os.Args[i])
	if err != nil {
		os.Exit(2)
	}
	return n
}

func items(producers, consumers, capacity, each int) {
	if capacity == 0 {
		capacity = producers * each
	}
	channel := make(chan int, capacity)
	var producing, consuming sync.WaitGroup
	producing.Add(producers)
	consuming.Add(consumers)
	start := time.Now()
	for p := 0; p < producers; p++ {
		go func() {
			for i := 0; i < each; i++ {
				channel <- i
			}
			producing.Done()
		}()
	}
	for c := 0; c < consumers; c++ {
		go func() {
			for range channel {
			}
			consuming.Done()
		}()
	}
	producing.Wait()
	close(channel)
	consuming.Wait()
	fmt.Printf("{\"elapsed_s\": %.9f}\n", time.Since(start).Seconds())
}

func sleep(workers int) {
	var sleeping sync.WaitGroup
	sleeping.Add(workers)
	longest := time.Duration(0)
	start := time.Now()
	for w := 0; w < workers; w++ {
		delay := time.Duration(500+rand.Intn(1000)) * time.Millisecond
		if delay > longest {
			longest = delay
		}
		go func() {
			time.Sleep(delay)
			sleeping.Done()
		}()
	}
	sleeping.Wait()
	fmt.Printf("{\"elapsed_s\": %.9f, \"ideal_s\": %.9f}\n", time.Since(start).Seconds(), longest.Seconds())
}

func main() {
	if len(os.Args) == 6 && os.Args[1] == "items" {
		items(number(2), number(3), number(4), number(5))
	} else if len(os.Args) == 3 && os.Args[1] == "sleep" {
		sleep(number(2))
	} else {
		os.Exit(2)
	}
}
