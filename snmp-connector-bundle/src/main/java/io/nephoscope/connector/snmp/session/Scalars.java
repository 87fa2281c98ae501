package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpReading;
import io.nephoscope.connector.snmp.SnmpTrouble;
import io.nephoscope.connector.snmp.SnmpValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.snmp4j.PDU;
import org.snmp4j.smi.VariableBinding;

/**
 * Reads exact OIDs, all with one request. What a device says is too much is asked in halves; a value that it fails at is left
 * out and the others are asked again.
 */
final class Scalars implements Step {

    private final SnmpReading.Builder read;
    private final Deque<List<PreparedQuery.Target>> left = new ArrayDeque<>();
    private List<PreparedQuery.Target> asked = List.of();
    /** The most that the device answers at once, as far as is known. */
    private int bound;

    /** @param bound how many it answers at once, as far as is known */
    Scalars(List<PreparedQuery.Target> targets, int bound, SnmpReading.Builder read) {
        this.read = read;
        this.bound = bound;
        leave(targets);
    }

    private void leave(List<PreparedQuery.Target> targets) {
        for (int from = 0; from < targets.size(); from += bound) {
            left.add(targets.subList(from, Math.min(targets.size(), from + bound)));
        }
    }

    /** How many the device answers at once, as far as is known now. */
    int bound() {
        return bound;
    }

    @Override
    public boolean isDone() {
        return left.isEmpty();
    }

    @Override
    public void ask(PDU request) {
        asked = left.remove();
        request.setType(PDU.GET);
        asked.forEach(target -> request.add(new VariableBinding(target.oid())));
    }

    @Override
    public Optional<SnmpTrouble> take(PDU answer) {
        switch (answer.getErrorStatus()) {
            case PDU.noError -> read(answer);
            case PDU.tooBig -> split("the device says that the answer would be too big");
            case PDU.authorizationError, PDU.noAccess -> {
                return Optional.of(Faults.authorization());
            }
            default -> leaveOut(answer);
        }
        return Optional.empty();
    }

    private void read(PDU answer) {
        for (int i = 0; i < asked.size(); i++) {
            PreparedQuery.Target target = asked.get(i);
            VariableBinding binding = i < answer.size() ? answer.get(i) : null;
            read.value(
                    target.name(),
                    binding != null && binding.getOid().equals(target.oid())
                            ? SnmpValues.of(binding.getVariable())
                            : SnmpValue.failed("the device answered something else"));
        }
    }

    private void split(String reason) {
        if (asked.size() == 1) {
            read.value(asked.get(0).name(), SnmpValue.failed(reason));
            return;
        }
        bound = (asked.size() + 1) / 2;
        leave(asked);
    }

    /** The error names the one at fault, counted from 1; if it does not, halves find it. */
    private void leaveOut(PDU answer) {
        int index = answer.getErrorIndex();
        if (index < 1 || index > asked.size()) {
            int before = bound;
            split(Faults.name(answer));
            bound = before;
            return;
        }
        boolean isAbsent = answer.getErrorStatus() == PDU.noSuchName;
        read.value(
                asked.get(index - 1).name(),
                isAbsent ? SnmpValue.NO_SUCH_INSTANCE : SnmpValue.failed(Faults.name(answer)));
        List<PreparedQuery.Target> others = new ArrayList<>(asked);
        others.remove(index - 1);
        leave(others);
    }
}
