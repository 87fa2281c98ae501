package io.nephoscope.faults.scene;

import io.nephoscope.benchmarks.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Signals of the kernel. */
public final class Signals {

    private Signals() {}

    /** @param name such as STOP */
    public static void send(String name, List<Long> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-s", name));
        processes.forEach(process -> command.add(Long.toString(process)));
        Command.run(Map.of(), command);
    }
}
