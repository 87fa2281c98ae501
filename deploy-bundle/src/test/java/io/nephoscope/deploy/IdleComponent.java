package io.nephoscope.deploy;

/** A component that does nothing. */
public final class IdleComponent {

    void activate() {}
}
