package io.nephoscope.core.partition;

import io.nephoscope.api.partition.Ownership;
import io.nephoscope.api.partition.Partitioner;
import io.nephoscope.api.partition.Share;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A share that answers "no" where it would throw. */
final class GuardedShare implements Share {

    /** What it is while there is no agreement. */
    static final Share NOTHING = new Share() {

        @Override
        public long generation() {
            return 0;
        }

        @Override
        public Ownership at(String series, Instant due) {
            return NOBODY;
        }
    };

    private static final Ownership NOBODY = new Ownership() {

        @Override
        public boolean owns(String group, String resource) {
            return false;
        }

        @Override
        public Optional<String> owner(String group, String resource) {
            return Optional.empty();
        }
    };

    private final Share share;
    private final Consumer<Throwable> failed;

    private GuardedShare(Share share, Consumer<Throwable> failed) {
        this.share = share;
        this.failed = failed;
    }

    /** @param failed is told what was thrown */
    static Share of(Partitioner partitioner, Consumer<Throwable> failed) {
        try {
            return new GuardedShare(partitioner.share(), failed);
        } catch (RuntimeException | LinkageError e) {
            failed.accept(e);
            return NOTHING;
        }
    }

    @Override
    public long generation() {
        try {
            return share.generation();
        } catch (RuntimeException | LinkageError e) {
            failed.accept(e);
            return 0;
        }
    }

    @Override
    public Ownership at(String series, Instant due) {
        try {
            return new GuardedOwnership(share.at(series, due), failed);
        } catch (RuntimeException | LinkageError e) {
            failed.accept(e);
            return NOBODY;
        }
    }

    /** Equal where what it guards is. */
    private static final class GuardedOwnership implements Ownership {

        private final Ownership ownership;
        private final Consumer<Throwable> failed;

        GuardedOwnership(Ownership ownership, Consumer<Throwable> failed) {
            this.ownership = ownership;
            this.failed = failed;
        }

        @Override
        public boolean owns(String group, String resource) {
            try {
                return ownership.owns(group, resource);
            } catch (RuntimeException | LinkageError e) {
                failed.accept(e);
                return false;
            }
        }

        @Override
        public Optional<String> owner(String group, String resource) {
            return ownership.owner(group, resource);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof GuardedOwnership that && ownership.equals(that.ownership);
        }

        @Override
        public int hashCode() {
            return ownership.hashCode();
        }
    }
}
