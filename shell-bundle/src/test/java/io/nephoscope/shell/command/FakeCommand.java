package io.nephoscope.shell.command;

import java.util.List;

/** A command of a test, which takes any words. */
public record FakeCommand(String name, Body body) implements ShellCommand {

    /** What it does. */
    public interface Body {
        void run(Invocation call) throws CommandFailure, InterruptedException;
    }

    @Override
    public Usage usage() {
        return Usage.of(name, "[WORD]", "Do what a test wants");
    }

    @Override
    public void run(Invocation call) throws CommandFailure, InterruptedException {
        body.run(call);
    }

    /** A set of such commands. */
    public static CommandSet set(FakeCommand... commands) {
        return new CommandSet(List.of(commands));
    }
}
