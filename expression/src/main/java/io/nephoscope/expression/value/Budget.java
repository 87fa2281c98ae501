package io.nephoscope.expression.value;

import io.nephoscope.expression.ErrorKind;
import io.nephoscope.expression.EvaluationLimits;

/** What one evaluation may still use. Confined to the evaluating thread. */
public final class Budget {

    private static final int CHARACTERS_PER_STEP = 8;
    /** How many steps pass between two looks at the clock. */
    private static final int STEPS_PER_LOOK = 4096;

    private final EvaluationLimits limits;
    private final long start;
    private final long nanos;
    private long steps;
    private long nextLook;
    private int depth;

    public Budget(EvaluationLimits limits) {
        this.limits = limits;
        this.start = System.nanoTime();
        this.nanos = limits.time().toNanos();
        this.steps = limits.steps();
        this.nextLook = steps - STEPS_PER_LOOK;
    }

    public void step() {
        steps(1);
    }

    public void steps(long count) {
        steps -= count;
        if (steps < nextLook) {
            look();
        }
    }

    private void look() {
        if (steps < 0) {
            throw PythonError.limit("the expression takes more than " + limits.steps() + " steps");
        }
        nextLook = steps - STEPS_PER_LOOK;
        checkTime();
    }

    /** Fails when the time is over or the thread was interrupted; the interrupt stays set. */
    public void checkTime() {
        if (System.nanoTime() - start > nanos) {
            throw PythonError.limit(
                    "the expression takes more than " + limits.time().toMillis() + " ms");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new PythonError(ErrorKind.INTERRUPTED, "the evaluation was interrupted");
        }
    }

    /** Pays for a text before it is made. */
    public void text(long length) {
        length(length);
        steps(length / CHARACTERS_PER_STEP);
    }

    /** Fails when a text that grows step by step has become too long. It is paid for when it is finished. */
    public void length(long length) {
        if (length > limits.characters()) {
            throw PythonError.limit("a text becomes longer than " + limits.characters() + " characters");
        }
    }

    /** Pays for a list or the like before it is made. */
    public void elements(long count) {
        size(count);
        steps(count);
    }

    /** Fails when a list or the like, paid for step by step, has become too long. */
    public void size(long count) {
        if (count > limits.elements()) {
            throw PythonError.limit("a list becomes longer than " + limits.elements() + " elements");
        }
    }

    /** Pays for an integer before it is made. */
    public void bits(long bits) {
        if (bits > limits.bits()) {
            throw PythonError.limit("an integer becomes longer than " + limits.bits() + " bits");
        }
        steps(bits / Long.SIZE);
    }

    public void enter() {
        step();
        if (++depth > limits.depth()) {
            throw PythonError.limit("lambdas call each other more than " + limits.depth() + " deep");
        }
    }

    public void leave() {
        depth--;
    }
}
