package io.nephoscope.tests.plugins.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** What a plugin may do wherever it is called. */
@SuppressWarnings({ // What is discouraged is what is done here.
    "ImmutableEnumChecker",
    "ModifiedButNotUsed",
    "SystemOut",
    "ThreadPriorityCheck",
    "TypeParameterUnusedInFormals"
})
public enum Abuse {
    /** Waits for ever, but may be interrupted. */
    HANGS(() -> new CountDownLatch(1).await()),

    /** Waits for ever, whoever interrupts it. */
    HANGS_DEAF(Abuse::waitForEver),

    /** Waits for a lock that a thread of its own holds, which waits for a lock that this one holds. */
    DEADLOCKS(Abuse::deadlock),

    /** Computes for longer than anybody waits, whoever interrupts it. */
    SPINS(() -> {
        long end = System.nanoTime() + Abuse.LONG_NANOS;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }),

    /** Takes longer than anybody waits, whoever interrupts it, but returns. */
    LINGERS(() -> {
        long end = System.nanoTime() + Abuse.LONG_NANOS;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }),

    /** Takes longer than its interval, but not long. */
    IS_SLOW(() -> Thread.sleep(3000)),

    THROWS(() -> {
        throw new IllegalStateException(Abuse.WORDS);
    }),

    /** Another message each time, which makes each a change of state, if words are taken for it. */
    THROWS_DIFFERENTLY_EACH_TIME(() -> {
        throw new IllegalStateException(Abuse.WORDS + " at " + System.nanoTime());
    }),

    /** An exception that no signature declares. */
    THROWS_CHECKED(() -> {
        throw new Exception(Abuse.WORDS);
    }),

    /** An exception whose own message cannot be had. */
    THROWS_WITHOUT_MESSAGE(() -> {
        throw new Speechless();
    }),

    THROWS_ERROR(() -> {
        throw new Error(Abuse.WORDS);
    }),

    /** As {@link Thread#stop()} once did. */
    THROWS_DEATH(() -> {
        throw new Death();
    }),

    /** As a class does whose library is not there. */
    THROWS_LINKAGE_ERROR(() -> {
        throw new NoClassDefFoundError("org/example/Gone");
    }),

    /** Loads native code that is not there. */
    LOADS_NATIVE_CODE(() -> System.loadLibrary("nephoscope-there-is-no-such-library")),

    OVERFLOWS_THE_STACK(() -> Abuse.descend(0)),

    /** An exception that is its own cause, once removed. */
    THROWS_IN_CIRCLES(() -> {
        Exception one = new IllegalStateException(Abuse.WORDS);
        one.initCause(new IllegalArgumentException("the other", one));
        throw one;
    }),

    /** A message of a megabyte, with line feeds and escapes that would forge lines of a log. */
    THROWS_AT_LENGTH(() -> {
        throw new IllegalStateException(Abuse.FORGERY + "x".repeat(1 << 20));
    }),

    EXITS(() -> System.exit(7)),

    EXHAUSTS_THE_HEAP(() -> {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new byte[1 << 20]);
        }
    }),

    /** The same at one blow. */
    ASKS_FOR_ONE_HUGE_ARRAY(() -> {
        if (new byte[Integer.MAX_VALUE].length == 0) {
            throw new IllegalStateException("there was room");
        }
    }),

    /** Prints what looks like samples and log lines, and more than anybody reads. */
    FLOODS_STANDARD_OUTPUT(() -> {
        for (int line = 0; line < 20_000; line++) {
            System.out.println("garbage " + line + " " + Abuse.WORDS);
        }
    }),

    LEAVES_THREADS_BEHIND(Abuse::leaveThreads),

    INTERRUPTS_EVERYBODY(() -> Thread.getAllStackTraces().keySet().forEach(Thread::interrupt)),

    /** Leaves the thread that called it in a state that would confuse whoever is called next. */
    CHANGES_ITS_THREAD(() -> {
        Thread thread = Thread.currentThread();
        thread.setName("stolen");
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.setContextClassLoader(null);
        thread.setUncaughtExceptionHandler((other, thrown) -> System.exit(9));
        leaveValue();
        thread.interrupt();
    });

    /** What those say that throw something. */
    public static final String WORDS = "the flux capacitor is empty";

    /** What must not become a line of a log. */
    public static final String FORGERY =
            "line one\n2026-01-01 00:00:00,000 ERROR io.nephoscope.core: forged line\r\u001b[2J\u2028\u0000";

    private static final long LONG_NANOS = 25_000_000_000L;

    private static final AtomicBoolean HAS_LEFT_THREADS = new AtomicBoolean();

    private static final ThreadLocal<byte[]> LEFT = new ThreadLocal<>();

    private final Deed deed;

    Abuse(Deed deed) {
        this.deed = deed;
    }

    /** Once, at its first poll. */
    private static void leaveThreads() {
        if (HAS_LEFT_THREADS.compareAndSet(false, true)) {
            for (int i = 0; i < 50; i++) {
                new Thread(Abuse::waitForEver, "left-behind-" + i).start();
            }
        }
    }

    /** Does it. It is thrown as it is, whether or not the caller declares it. */
    void commit() {
        try {
            deed.run();
        } catch (Exception e) {
            throw Abuse.<RuntimeException>undeclared(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> E undeclared(Exception thrown) throws E {
        throw (E) thrown;
    }

    private static void waitForEver() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // That is the abuse: it goes on waiting.
            }
        }
    }

    private static void leaveValue() {
        LEFT.set(new byte[1 << 20]);
    }

    @SuppressWarnings("InfiniteRecursion") // That is the abuse.
    private static int descend(int depth) {
        return descend(depth + 1) + 1;
    }

    private static void deadlock() {
        Object mine = new Object();
        Object its = new Object();
        CountDownLatch bothHold = new CountDownLatch(2);
        Thread other = new Thread(() -> hold(its, mine, bothHold), "deadlocked");
        other.setDaemon(true);
        other.start();
        hold(mine, its, bothHold);
    }

    private static void hold(Object first, Object second, CountDownLatch bothHold) {
        synchronized (first) {
            bothHold.countDown();
            while (bothHold.getCount() > 0) {
                Thread.onSpinWait();
            }
            synchronized (second) {
                throw new IllegalStateException("there was no deadlock");
            }
        }
    }

    /** What is done. */
    @FunctionalInterface
    private interface Deed {
        void run() throws Exception;
    }

    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("there is no message");
        }
    }

    private static final class Death extends ThreadDeath {
        private static final long serialVersionUID = 1;
    }
}
