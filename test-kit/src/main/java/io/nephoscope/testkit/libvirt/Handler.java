package io.nephoscope.testkit.libvirt;

/** Answers calls of one procedure. */
@FunctionalInterface
interface Handler {
    Wire answer(Arguments in, ServedClient client) throws RefusedException, InterruptedException;
}
