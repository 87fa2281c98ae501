package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpReading;
import io.nephoscope.connector.snmp.SnmpTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/**
 * Reads columns of tables, all by one walk: each request asks for the next rows of every column that has not ended, from
 * where that column has come to. Columns need not belong to one table.
 */
final class Walk implements Step {

    private static final int MOST_ROWS = 20_000;

    private final SnmpReading.Builder read;
    private final boolean isVersion1;
    private final List<Cursor> open;
    /** How many values one answer may hold. */
    private int values;

    private List<Cursor> asked = List.of();
    private @Nullable SnmpTrouble trouble;

    /** A column, and how far it was read. */
    private static final class Cursor {

        private final PreparedQuery.Target column;
        private OID last;
        private boolean hasEnded;

        Cursor(PreparedQuery.Target column) {
            this.column = column;
            this.last = column.oid();
        }
    }

    /** @param isVersion1 whether rows must be asked for one by one */
    Walk(List<PreparedQuery.Target> columns, int values, boolean isVersion1, SnmpReading.Builder read) {
        this.read = read;
        this.values = values;
        this.isVersion1 = isVersion1;
        this.open = new ArrayList<>(columns.stream().map(Cursor::new).toList());
    }

    @Override
    public boolean isDone() {
        return open.isEmpty();
    }

    /** Why a column was not read to its end though the device answered; empty if all were. */
    Optional<SnmpTrouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void ask(PDU request) {
        asked = List.copyOf(open.subList(0, Math.min(open.size(), values)));
        if (isVersion1) {
            request.setType(PDU.GETNEXT);
        } else {
            request.setType(PDU.GETBULK);
            request.setNonRepeaters(0);
            request.setMaxRepetitions(Math.max(1, values / asked.size()));
        }
        asked.forEach(cursor -> request.add(new VariableBinding(cursor.last)));
    }

    @Override
    public Optional<SnmpTrouble> take(PDU answer) {
        switch (answer.getErrorStatus()) {
            case PDU.noError -> read(answer);
            case PDU.tooBig -> shrink();
            case PDU.authorizationError, PDU.noAccess -> {
                return Optional.of(Faults.authorization());
            }
            default -> giveUp(answer);
        }
        open.removeIf(cursor -> cursor.hasEnded);
        return Optional.empty();
    }

    private void read(PDU answer) {
        if (answer.size() == 0) {
            asked.forEach(cursor -> end(cursor, "answered a walk with nothing"));
        }
        for (int i = 0; i < answer.size(); i++) {
            Cursor cursor = asked.get(i % asked.size());
            if (!cursor.hasEnded) {
                read(cursor, answer.get(i));
            }
        }
    }

    private void read(Cursor cursor, VariableBinding binding) {
        OID column = cursor.column.oid();
        OID oid = binding.getOid();
        if (binding.isException() || !oid.startsWith(column) || oid.size() == column.size()) {
            cursor.hasEnded = true;
            read.complete(cursor.column.name());
        } else if (oid.compareTo(cursor.last) <= 0) {
            end(cursor, "goes round in a circle at " + oid);
        } else if (read.rows(cursor.column.name()) >= MOST_ROWS) {
            end(cursor, "has more than " + MOST_ROWS + " rows");
        } else {
            cursor.last = oid;
            read.row(cursor.column.name(), row(oid, column.size()), SnmpValues.of(binding.getVariable()));
        }
    }

    private static String row(OID oid, int from) {
        if (oid.size() == from + 1) {
            return Long.toString(oid.getUnsigned(from));
        }
        return new OID(oid.getValue(), from, oid.size() - from).toDottedString();
    }

    private void shrink() {
        if (values > 1) {
            values = Math.max(1, Math.min(values, isVersion1 ? asked.size() : values) / 2);
        } else {
            asked.forEach(cursor -> end(cursor, "says that one value is too big for an answer"));
        }
    }

    /** In version 1 the end of everything is an error. */
    private void giveUp(PDU answer) {
        int index = answer.getErrorIndex();
        List<Cursor> guilty = index >= 1 && index <= asked.size() ? List.of(asked.get(index - 1)) : asked;
        for (Cursor cursor : guilty) {
            if (answer.getErrorStatus() == PDU.noSuchName) {
                cursor.hasEnded = true;
                read.complete(cursor.column.name());
            } else {
                end(cursor, "fails with " + Faults.name(answer));
            }
        }
    }

    private void end(Cursor cursor, String reason) {
        cursor.hasEnded = true;
        trouble = new SnmpTrouble(
                SnmpTrouble.Kind.DEVICE_ERROR, "the device's table " + cursor.column.name() + " " + reason);
    }
}
