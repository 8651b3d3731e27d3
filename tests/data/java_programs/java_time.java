import java.time.*;
import java.time.format.*;
import java.time.temporal.ChronoUnit;
import java.util.*;
public class Main { public static void main(String[] args) {
    LocalDate d = LocalDate.parse("2024-02-28"); System.out.println(d.plusDays(2) + " " + d.isLeapYear() + " " + ChronoUnit.DAYS.between(d, LocalDate.of(2025, 1, 1)) + " " + d.getDayOfWeek());
    System.out.println(DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm").format(LocalDateTime.of(2024, 3, 5, 7, 8)) + " " + Duration.ofMinutes(135) + " " + Period.between(d, LocalDate.of(2024, 4, 1)));
    System.out.println(ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, ZoneId.of("Europe/Berlin")).withZoneSameInstant(ZoneOffset.UTC) + " " + ZoneId.systemDefault() + " " + Locale.getDefault());
    System.out.println(Instant.ofEpochSecond(0) + " " + YearMonth.of(2024, 2).lengthOfMonth());
} }
