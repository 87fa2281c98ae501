package io.nephoscope.shell.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.CommandSet;
import io.nephoscope.shell.polling.AgentView;
import io.nephoscope.shell.polling.TrialCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the launcher of a trial run calls with the words of its command line, for the status of the process. The type
 * of the service is Java's, because the launcher sees no class of a bundle.
 */
@Component(service = ToIntFunction.class, property = "nephoscope.main=try")
public final class TrialRun implements ToIntFunction<List<String>> {

    private static final String WIDTH = "nephoscope.trial.width";

    private final TrialCommand command;
    private final int width;

    @Activate
    public TrialRun(BundleContext context, @Reference AgentView agent) {
        String columns = context.getProperty(WIDTH);
        command = new TrialCommand(agent);
        width = columns == null ? 80 : Integer.parseInt(columns);
    }

    /** Runs the command and prints its answer on the process's own output, which System.out is not. */
    @Override
    public int applyAsInt(List<String> words) {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        try {
            CommandSet.run(command, words, out, width);
            return 0;
        } catch (CommandFailure e) {
            if (!e.sentence().isEmpty()) {
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8)
                        .println("nephoscope: " + e.sentence());
            }
            return e.status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandFailure.INTERRUPTED;
        }
    }
}
