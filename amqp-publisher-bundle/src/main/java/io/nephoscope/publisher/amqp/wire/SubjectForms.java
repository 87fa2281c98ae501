package io.nephoscope.publisher.amqp.wire;

import io.nephoscope.api.sample.Subject;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the forms of subjects that are in use, by identity. Full, it takes no more until the
 * garbage collector has freed some: agents come back to their subjects in turn, and evicting the
 * oldest would then hit none. Not thread-safe.
 */
final class SubjectForms {

    private final Driver driver;
    private final long maxBytes;
    private final Map<Object, SubjectForm> forms = new HashMap<>();
    private final ReferenceQueue<Subject> freed = new ReferenceQueue<>();
    private long bytes;

    SubjectForms(Driver driver, long maxBytes) {
        this.driver = driver;
        this.maxBytes = maxBytes;
    }

    SubjectForm of(Subject subject) {
        SubjectForm known = forms.get(new Probe(subject));
        return known != null ? known : remember(subject, new SubjectForm(driver, subject));
    }

    /** How many forms are remembered. */
    int size() {
        return forms.size();
    }

    private SubjectForm remember(Subject subject, SubjectForm form) {
        forgetFreed();
        if (bytes + form.size() <= maxBytes) {
            forms.put(new Key(subject, freed), form);
            bytes += form.size();
        }
        return form;
    }

    private void forgetFreed() {
        for (Reference<?> key = freed.poll(); key != null; key = freed.poll()) {
            SubjectForm form = forms.remove(key);
            bytes -= form == null ? 0 : form.size();
        }
    }

    /** A subject by identity that does not keep it from being collected. */
    private static final class Key extends WeakReference<Subject> {

        private final int hash;

        Key(Subject subject, ReferenceQueue<Subject> freed) {
            super(subject, freed);
            hash = System.identityHashCode(subject);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }
    }

    /** Asks for a key without making one. */
    private static final class Probe {

        private final Subject subject;

        Probe(Subject subject) {
            this.subject = subject;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(subject);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.refersTo(subject);
        }
    }
}
