package swschema.template;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** How the specification spells dates and amounts. */
final class Spelling {
    private Spelling() {}

    static String moment(OffsetDateTime moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.truncatedTo(ChronoUnit.MICROS));
    }

    static String amount(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
