package io.nephoscope.benchmarks.cloud;

import java.io.IOException;
import java.util.Optional;

/** An agent that polls a cloud. */
interface CloudPeer {

    /** As it is called in tables, and on the command line. */
    String name();

    /** What it does in a cycle, in half a sentence. */
    String work();

    /** Why it cannot be measured with this; empty if it can. */
    Optional<String> refusal(Scene scene);

    /** Starts it. Its first cycle has begun, or will soon. */
    Agent start(CloudSetting setting) throws IOException, InterruptedException;

    /** One that runs, and rests between its cycles. */
    interface Agent extends AutoCloseable {

        /** Its first process. */
        long pid();

        /** Fails if it has ended. */
        void check() throws IOException;

        /** Lets it poll once, now or soon. */
        void poll() throws IOException;

        /** Tells it that the cycle is over. */
        void rest() throws IOException;

        /** Megabytes that its heap has taken of the system; empty if it has none that tells. */
        Optional<Double> heap() throws IOException, InterruptedException;

        @Override
        void close();
    }
}
