package io.nephoscope.faults.scene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is tried: our agent, or Ceilometer. Its files stay from one start to the next. */
public interface Subject extends AutoCloseable {

    /** As in the table. */
    String name();

    /** Starts it, and returns at once. */
    void start() throws IOException, InterruptedException;

    /** Tells it to stop, and waits for its end. */
    void stop() throws IOException, InterruptedException;

    /** Ends it as a power failure would end it, but for what the kernel has been given to write. */
    void kill() throws IOException, InterruptedException;

    /** Its processes; none if it does not run. */
    List<Long> processes();

    /** What it tells of slots that it did not poll to their end. */
    ToldGaps gaps();

    /** Whether what it says of all slots that were due adds up; so too where it says nothing. */
    boolean isBalanced();

    /** Whether it says that nothing waits in it. */
    boolean isDrained();

    /** Where it keeps what it has not delivered; there may be nothing. */
    Path store();

    /** What it logged last. */
    String lastWords() throws IOException;

    @Override
    void close() throws IOException;
}
