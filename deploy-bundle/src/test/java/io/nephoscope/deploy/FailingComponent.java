package io.nephoscope.deploy;

/** What a plugin's author may get wrong. */
public final class FailingComponent {

    public FailingComponent() {
        throw new IllegalStateException("no fans found");
    }
}
