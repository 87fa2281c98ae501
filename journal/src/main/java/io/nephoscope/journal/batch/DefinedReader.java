package io.nephoscope.journal.batch;

import io.nephoscope.api.sample.Metadata;
import io.nephoscope.api.sample.Meter;
import io.nephoscope.api.sample.MeterType;
import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Subject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a record refers to by number, or defines. What is missing gives a stand-in, so that the rest can be read. */
final class DefinedReader {

    private static final String MISSING = "?";
    private static final Meter MISSING_METER = new Meter(MISSING, MeterType.GAUGE, "");
    private static final Subject MISSING_SUBJECT = Subject.of(MISSING);
    private static final int OWNER_PARTS = 4;

    private final BodyReader body;
    private final ReadDefinitions definitions;
    private int missing;

    DefinedReader(BodyReader body, ReadDefinitions definitions) {
        this.body = body;
        this.definitions = definitions;
    }

    /** Whether anything was. */
    boolean isMissing() {
        return missing > 0;
    }

    String name() throws MalformedBodyException {
        long reference = body.readVar();
        long number = reference >>> 1;
        if ((reference & 1) != 0) {
            definitions.define(number, body.readText());
        }
        return known(number, String.class, MISSING);
    }

    Meter meter() throws MalformedBodyException {
        long reference = body.readVar();
        long number = reference >>> 1;
        if ((reference & 1) != 0) {
            MeterType type = MeterTypes.of(body.readByte());
            definitions.define(number, new Meter(body.readText(), type, body.readText()));
        }
        return known(number, Meter.class, MISSING_METER);
    }

    Subject subject() throws MalformedBodyException {
        long reference = body.readVar();
        long number = reference >>> 1;
        if ((reference & 1) != 0) {
            int before = missing;
            Subject subject = readSubject();
            if (missing == before) {
                definitions.define(number, subject);
            }
        }
        return known(number, Subject.class, MISSING_SUBJECT);
    }

    private <T> T known(long number, Class<T> type, T standIn) throws MalformedBodyException {
        T object = definitions.get(number, type);
        if (object == null) {
            missing++;
            return standIn;
        }
        return object;
    }

    private Subject readSubject() throws MalformedBodyException {
        int present = body.readByte();
        String resourceId = (present & 1) == 0 ? null : body.readText();
        @Nullable String[] owner = new String[OWNER_PARTS];
        for (int i = 0; i < OWNER_PARTS; i++) {
            owner[i] = (present & 2 << i) == 0 ? null : body.readText();
        }
        Map<String, @Nullable Object> values = new ValueReader(body, this).readMap(0);
        return new Subject(resourceId, owner(owner), Metadata.of(values));
    }

    private static Owner owner(@Nullable String[] parts) {
        Owner owner = new Owner(parts[0], parts[1], parts[2], parts[3]);
        return owner.equals(Owner.NOBODY) ? Owner.NOBODY : owner;
    }
}
