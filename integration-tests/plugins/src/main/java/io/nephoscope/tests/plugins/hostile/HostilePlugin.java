package io.nephoscope.tests.plugins.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What all hostile components have in common: each does what a file of its jar says, where that says. So it
 * is the same class whatever it does, from its initialiser to its end.
 */
abstract class HostilePlugin {

    /** The file: a phase and an abuse. */
    static final String FILE = "abuse";

    private static final String[] WORDS = words();

    static {
        reach(Phase.CLASS_INITIALISER);
    }

    /** Called by Declarative Services. */
    HostilePlugin() {
        reach(Phase.CONSTRUCTOR);
    }

    /** Called by Declarative Services, as the three names in the XML say. */
    public final void activate() {
        reach(Phase.ACTIVATE);
    }

    public final void modified() {
        reach(Phase.MODIFIED);
    }

    public final void deactivate() {
        reach(Phase.DEACTIVATE);
    }

    /** Does it if this is where. */
    static void reach(Phase phase) {
        if (WORDS[0].equals(phase.name())) {
            Abuse.valueOf(WORDS[1]).commit();
        }
    }

    /** Whether what a method returns is what is wrong with it. */
    static boolean returns(Phase phase, String what) {
        return WORDS[0].equals(phase.name()) && WORDS[1].equals(what);
    }

    private static String[] words() {
        try (InputStream file = HostilePlugin.class.getResourceAsStream("/" + FILE)) {
            if (file == null) {
                throw new IllegalStateException("the jar says not what to do");
            }
            return new String(file.readAllBytes(), UTF_8).split(" ", -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
