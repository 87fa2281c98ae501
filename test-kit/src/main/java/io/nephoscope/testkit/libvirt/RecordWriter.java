package io.nephoscope.testkit.libvirt;

/** Writes records of statistics as bulk answers hold them. */
final class RecordWriter implements Parameters {

    private final Wire out;
    private int count;

    RecordWriter(Wire out) {
        this.out = out;
    }

    void write(FakeGuest guest, Selection selection) {
        int place = out.domain(guest.domain()).size();
        out.int32(0);
        count = 0;
        guest.write(selection, this);
        out.replace(place, count);
    }

    @Override
    public void number(ParameterName name, long value) {
        out.raw(name.head());
        if (name.type().isWide()) {
            out.hyper(value);
        } else {
            out.int32((int) value);
        }
        count++;
    }

    @Override
    public void text(ParameterName name, String value) {
        out.raw(name.head()).text(value);
        count++;
    }
}
