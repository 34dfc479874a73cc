import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The order system of a unit (单位工单系统): pulls what changed, receives what is new, and tells a genuine push from a false one.
 * Java 17 and nothing but the JDK; run it as it stands:
 *
 *   export HAIHE_URL=https://the-city.example HAIHE_KEY=hh_... HAIHE_SECRET=...
 *   java ConnectUnit.java pull cursor.txt
 *   java ConnectUnit.java genuine "t=...,v1=..." < body.json
 */
public final class ConnectUnit {
  private static final int TRIES = 5;
  private static final long PUSH_SECONDS = 300;
  private static final Pattern SIGNATURE = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");

  private record Answer(int status, Map<String, Object> body) {}

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final String url;
  private final String key;

  private ConnectUnit(String url, String key) {
    this.url = url;
    this.key = key;
  }

  public static void main(String[] given) throws Exception {
    if (given.length == 2 && given[0].equals("pull")) {
      new ConnectUnit(System.getenv("HAIHE_URL"), System.getenv("HAIHE_KEY")).pull(Path.of(given[1]));
    } else if (given.length == 2 && given[0].equals("genuine")) {
      // the bytes as they came: parsed and written again they would no longer fit their signature
      System.out.println(genuine(given[1], System.in.readAllBytes(), System.getenv("HAIHE_SECRET"), Instant.now()));
    } else {
      System.err.println("pull <file of the cursor>, or genuine <haihe-signature> with the body on standard input");
      System.exit(2);
    }
  }

  /** Everything that changed since the cursor, page after page. Call it after each push, and every few minutes besides. */
  private void pull(Path kept) throws IOException, InterruptedException {
    String cursor = Files.exists(kept) ? Files.readString(kept).strip() : "0";
    Map<String, Object> page;
    do {
      page = expect(200, send("GET", "/governance/unit/orders?limit=50&after=" + cursor, null, null));
      for (Object one : list(page.get("items"))) {
        Map<String, Object> item = map(one);
        if (item.get("order") == null) System.out.println("no longer ours: " + item.get("incidentId"));
        else receive(map(item.get("order"))); // first keep it in your own system
      }
      cursor = (String) page.get("next");
      Files.writeString(kept, cursor); // only now: whoever falls over before this gets the same page again
    } while ((Boolean) page.get("more"));
  }

  /** Receives (签收) one order, once, as it was when we read it. */
  private void receive(Map<String, Object> order) throws IOException, InterruptedException {
    for (int turn = 1; turn <= TRIES; turn++) {
      String href = hrefOf(order, "receive");
      if (href == null) return; // received before, or not for us to receive
      // made from what is done, not at random: after a crash the same deed goes out under the same key
      String once = UUID.nameUUIDFromBytes((href + " " + order.get("version")).getBytes(StandardCharsets.UTF_8)).toString();
      Answer answer = send("POST", href, "{\"version\":" + order.get("version") + "}", once);
      if (answer.status() != 412) {
        expect(200, answer);
        System.out.println("received: " + order.get("number"));
        return;
      }
      System.out.println("changed meanwhile: " + order.get("number")); // somebody acted on it: read it anew, then decide anew
      Answer now = send("GET", "/governance/unit/orders/" + order.get("id"), null, null);
      if (now.status() == 404) return; // it went to another unit
      order = expect(200, now);
    }
  }

  /** One request until it is answered. Its key stays the same, so that it is done once however often it is sent. */
  private Answer send(String method, String path, String body, String once) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + key);
    if (body != null) request.header("Content-Type", "application/json").header("Idempotency-Key", once);
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (int turn = 1; ; turn++) {
      try {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() == 429 && turn < TRIES) { // more in a minute than this key may: we are told how long to wait
          long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(60);
          System.out.println("waiting: " + seconds + " s");
          Thread.sleep(seconds * 1000);
        } else if (answer.statusCode() >= 500 && turn < TRIES) {
          Thread.sleep(250L << turn);
        } else {
          return new Answer(answer.statusCode(), map(Json.read(answer.body())));
        }
      } catch (IOException lost) { // nobody knows whether it was done; sent again under its key it is safe either way
        if (turn == TRIES) throw lost;
        System.out.println("no answer, again: " + method);
        Thread.sleep(250L << turn);
      }
    }
  }

  /** Was this push sent by the city, and just now? haihe-signature is t=seconds,v1=HMAC-SHA-256 of "t.body" under the secret of the endpoint. */
  static boolean genuine(String signature, byte[] body, String secret, Instant now) throws GeneralSecurityException {
    Matcher told = SIGNATURE.matcher(signature);
    if (!told.matches()) return false;
    if (Math.abs(now.getEpochSecond() - Long.parseLong(told.group(1))) > PUSH_SECONDS) return false; // an old one may be a recording
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((told.group(1) + ".").getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(told.group(2))); // takes as long whether one byte differs or all
  }

  private static String hrefOf(Map<String, Object> order, String action) {
    for (Object one : list(order.get("may"))) if (map(one).get("action").equals(action)) return (String) map(one).get("href");
    return null;
  }

  /** A refusal tells its code, its words and a request id to ask the city with. */
  private static Map<String, Object> expect(int status, Answer answer) {
    if (answer.status() == status) return answer.body();
    throw new IllegalStateException(answer.status() + " " + answer.body().get("code") + ": " + answer.body().get("title") + " (" + answer.body().get("requestId") + ")");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) { return (Map<String, Object>) value; }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) { return (List<Object>) value; }
}

/** JSON as Map, List, String, Long, Double, Boolean and null. The JDK reads none: where a library is at hand, take Jakarta JSON or Jackson instead. */
final class Json {
  private static final Pattern WORD = Pattern.compile("true|false|null|-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private final String text;
  private int at;

  private Json(String text) { this.text = text; }

  static Object read(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.space();
    if (json.at < text.length()) throw json.fault();
    return value;
  }

  private Object value() {
    if (next('{')) {
      Map<String, Object> map = new LinkedHashMap<>();
      if (next('}')) return map;
      do { must('"'); String name = string(); must(':'); map.put(name, value()); } while (next(','));
      must('}');
      return map;
    }
    if (next('[')) {
      List<Object> list = new ArrayList<>();
      if (next(']')) return list;
      do list.add(value()); while (next(','));
      must(']');
      return list;
    }
    if (next('"')) return string();
    Matcher word = WORD.matcher(text).region(at, text.length());
    if (!word.lookingAt()) throw fault();
    at = word.end();
    return switch (word.group()) {
      case "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> word.group(1) == null && word.group(2) == null ? (Object) Long.valueOf(word.group()) : Double.valueOf(word.group());
    };
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    for (; ; at++) {
      if (at >= text.length()) throw fault();
      char one = text.charAt(at);
      if (one == '"') { at++; return out.toString(); }
      if (one != '\\') { out.append(one); continue; }
      if (++at >= text.length()) throw fault();
      int escaped = "\"\\/bfnrtu".indexOf(text.charAt(at));
      if (escaped < 0 || escaped == 8 && at + 4 >= text.length()) throw fault();
      if (escaped < 8) { out.append("\"\\/\b\f\n\r\t".charAt(escaped)); continue; }
      out.append((char) Integer.parseInt(text, at + 1, at + 5, 16));
      at += 4;
    }
  }

  private void space() { while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++; }

  private boolean next(char one) {
    space();
    if (at >= text.length() || text.charAt(at) != one) return false;
    at++;
    return true;
  }

  private void must(char one) { if (!next(one)) throw fault(); }

  private IllegalArgumentException fault() { return new IllegalArgumentException("not JSON at character " + at); }
}
