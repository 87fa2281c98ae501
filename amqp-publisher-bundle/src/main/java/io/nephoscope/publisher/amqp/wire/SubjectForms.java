package io.nephoscope.publisher.amqp.wire;

import io.nephoscope.api.sample.Subject;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the forms of subjects that come again, by identity; one that is new each time costs no memory. Full, it takes no
 * more until the garbage collector has freed some: agents come back to their subjects in turn, and evicting the oldest would
 * then hit none. Not thread-safe.
 */
final class SubjectForms {

    private final long maxBytes;
    private final SubjectWriter writer;
    private final Sightings sightings = new Sightings();
    private final Map<Object, EncodedSubject> forms = new HashMap<>();
    private final ReferenceQueue<Subject> freed = new ReferenceQueue<>();
    private long bytes;

    SubjectForms(Driver driver, long maxBytes) {
        this.maxBytes = maxBytes;
        this.writer = new SubjectWriter(driver);
    }

    /** The form of a subject, valid until the next call. */
    SubjectForm of(Subject subject) {
        SubjectForm known = forms.get(new Probe(subject));
        if (known != null) {
            return known;
        }
        forgetFreed();
        writer.of(subject);
        return sightings.again(subject) && bytes < maxBytes ? remember(subject) : writer;
    }

    /** How many forms are remembered. */
    int size() {
        return forms.size();
    }

    private SubjectForm remember(Subject subject) {
        EncodedSubject form = new EncodedSubject(writer);
        if (bytes + form.size() <= maxBytes) {
            forms.put(new Key(subject, freed), form);
            bytes += form.size();
        }
        return form;
    }

    private void forgetFreed() {
        for (Reference<?> key = freed.poll(); key != null; key = freed.poll()) {
            EncodedSubject form = forms.remove(key);
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
