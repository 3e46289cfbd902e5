<?xml version="1.0" encoding="UTF-8"?>
<!--
  The named functions that rules may call, in XSLT 2.0: the same as src/swschema/rules/functions.py
  has for Python, and the tests hold both to one verdict. Import or include it, or copy the
  functions; the prefixes f, xs and xsl are all that they need.

  A function of strings takes any string, or none, and never fails: a predicate is false, and a
  function that looks for a part gives '', where there is nothing to find. A function of dates or
  date-times asks for what the schemas take as such, and fails with f:notADate for anything else.
  Names that rules do not call end in an underscore.
-->
<xsl:stylesheet version="2.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://w3id.org/swschema/v1/functions"
                exclude-result-prefixes="f xs">

  <!-- The format and check of a unified social credit code, GB 32100-2015. -->
  <xsl:function name="f:isUscc" as="xs:boolean">
    <xsl:param name="code" as="xs:string?"/>
    <!-- The weights are 3^(i-1) mod 31; the check weighs 1. -->
    <xsl:variable name="weights"
        select="(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1)"/>
    <xsl:sequence select="
        if (matches($code, '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$'))
        then sum(for $i in 1 to 18 return
                 string-length(substring-before('0123456789ABCDEFGHJKLMNPQRTUWXY',
                                                substring($code, $i, 1))) * $weights[$i])
             mod 31 = 0
        else false()"/>
  </xsl:function>

  <!-- The format and check of an organisation code, GB 11714-1997, with or without its hyphen. -->
  <xsl:function name="f:isOrganizationCode" as="xs:boolean">
    <xsl:param name="code" as="xs:string?"/>
    <xsl:variable name="weights" select="(3, 7, 9, 10, 5, 8, 4, 2)"/>
    <xsl:variable name="values" select="f:values_($code)"/>
    <xsl:sequence select="
        if (matches($code, '^[0-9A-Z]{8}-?[0-9X]$'))
        then substring('0X987654321',
                       1 + sum(for $i in 1 to 8 return $values[$i] * $weights[$i]) mod 11, 1)
             = substring($code, string-length($code))
        else false()"/>
  </xsl:function>

  <!-- Characters 9-17 of a unified social credit code, GB 32100-2015. -->
  <xsl:function name="f:organizationCodeOf" as="xs:string">
    <xsl:param name="uscc" as="xs:string?"/>
    <xsl:sequence select="substring($uscc, 9, 9)"/>
  </xsl:function>

  <!-- An organisation code, GB 11714-1997, without its hyphen. -->
  <xsl:function name="f:normalizedOrganizationCode" as="xs:string">
    <xsl:param name="code" as="xs:string?"/>
    <xsl:sequence select="translate($code, '-', '')"/>
  </xsl:function>

  <!-- ISO/IEC 7064, MOD 11,10, of 2 to 100 digits: the licence number of GS 15-2006. -->
  <xsl:function name="f:isMod11_10" as="xs:boolean">
    <xsl:param name="digits" as="xs:string?"/>
    <xsl:sequence select="
        if (matches($digits, '^[0-9]{2,100}$')) then f:mod11_10_(f:values_($digits), 10) = 1
        else false()"/>
  </xsl:function>

  <!-- The last digit and the product of all before it, mod 10; the product begins as 10. -->
  <xsl:function name="f:mod11_10_" as="xs:integer">
    <xsl:param name="digits" as="xs:integer*"/>
    <xsl:param name="product" as="xs:integer"/>
    <xsl:variable name="sum" select="($product + $digits[1]) mod 10"/>
    <xsl:sequence select="
        if (count($digits) = 1) then $sum
        else f:mod11_10_(subsequence($digits, 2),
                         (if ($sum = 0) then 10 else $sum) * 2 mod 11)"/>
  </xsl:function>

  <!-- ISO/IEC 7064, MOD 11-2, of 2 to 100 characters; the last may be X. -->
  <xsl:function name="f:isMod11_2" as="xs:boolean">
    <xsl:param name="text" as="xs:string?"/>
    <!-- The powers of 2 mod 11, which come again after ten. -->
    <xsl:variable name="weights" select="(1, 2, 4, 8, 5, 10, 9, 7, 3, 6)"/>
    <xsl:variable name="values" select="f:values_(translate($text, 'X', 'A'))"/>
    <xsl:variable name="length" select="count($values)"/>
    <xsl:sequence select="
        if (matches($text, '^[0-9]{1,99}[0-9X]$'))
        then sum(for $i in 1 to $length return
                 $values[$i] * $weights[($length - $i) mod 10 + 1]) mod 11 = 1
        else false()"/>
  </xsl:function>

  <!-- ISO/IEC 7064, MOD 97-10, of 3 to 100 characters: the LEI of ISO 17442-1. -->
  <xsl:function name="f:isMod97_10" as="xs:boolean">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="
        if (matches($text, '^[0-9A-Z]{1,98}[0-9]{2}$')) then f:mod97_(f:values_($text), 0) = 1
        else false()"/>
  </xsl:function>

  <!-- What is left of the values, written one after another, by 97; no number grows large. -->
  <xsl:function name="f:mod97_" as="xs:integer">
    <xsl:param name="values" as="xs:integer*"/>
    <xsl:param name="rest" as="xs:integer"/>
    <xsl:variable name="value" select="$values[1]"/>
    <xsl:sequence select="
        if (empty($values)) then $rest
        else f:mod97_(subsequence($values, 2),
                      ($rest * (if ($value gt 9) then 100 else 10) + $value) mod 97)"/>
  </xsl:function>

  <!-- The values of characters, 0 to 9 of the digits and 10 to 35 of A to Z. -->
  <xsl:function name="f:values_" as="xs:integer*">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="
        for $point in string-to-codepoints($text) return
        if ($point gt 64) then $point - 55 else $point - 48"/>
  </xsl:function>

  <!-- The format, birth date and check of a resident's number, GB 11643-1999. -->
  <xsl:function name="f:isResidentId" as="xs:boolean">
    <xsl:param name="no" as="xs:string?"/>
    <xsl:sequence select="
        not(starts-with($no, '9')) and f:birthDateOf($no) ne '' and f:isMod11_2($no)"/>
  </xsl:function>

  <!-- The number of a Hong Kong, Macao or Taiwan resident's residence permit, GB 11643-1999. -->
  <xsl:function name="f:isHmtResidenceId" as="xs:boolean">
    <xsl:param name="no" as="xs:string?"/>
    <xsl:sequence select="matches($no, '^8[123]0000') and f:isResidentId($no)"/>
  </xsl:function>

  <!-- The number of a foreign permanent resident's card: that of 2023 begins with 9. -->
  <xsl:function name="f:isForeignPrId" as="xs:boolean">
    <xsl:param name="no" as="xs:string?"/>
    <xsl:sequence select="
        if (starts-with($no, '9')) then f:birthDateOf($no) ne '' and f:isMod11_2($no)
        else matches($no, '^[A-Z]{3}[0-9]{12}$')"/>
  </xsl:function>

  <!-- Characters 7-14 of a number of 18 characters as a date, '' where there is none. -->
  <xsl:function name="f:birthDateOf" as="xs:string">
    <xsl:param name="no" as="xs:string?"/>
    <xsl:variable name="born" select="
        if (matches($no, '^[1-9][0-9]{5}(18|19|20)[0-9]{9}[0-9X]$'))
        then concat(substring($no, 7, 4), '-', substring($no, 11, 2), '-', substring($no, 13, 2))
        else ''"/>
    <xsl:sequence select="if ($born castable as xs:date) then $born else ''"/>
  </xsl:function>

  <!-- Whether a text is in NFC, UAX 15, and has no invisible or turning character. -->
  <xsl:function name="f:isPlainText" as="xs:boolean">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="
        string($text) eq normalize-unicode($text, 'NFC')
        and not(matches($text, '[&#xAD;&#x61C;&#x180E;&#x200B;-&#x200F;&#x202A;-&#x202E;&#x2060;-&#x2069;&#xFEFF;]'))"/>
  </xsl:function>

  <!-- A URL's host, RFC 3986, in lower case, in ASCII form and without port, '' if it has none.
       Letters of internationalised hosts are small ones only: there is nothing to map. -->
  <xsl:function name="f:hostOf" as="xs:string">
    <xsl:param name="url" as="xs:string?"/>
    <xsl:variable name="authority" select="concat(
        '^[A-Za-z][0-9A-Za-z+.\-]*://([0-9A-Za-z._~%!$&amp;''()*+,;=:\-]*@)?',
        '(\[[0-9A-Fa-f:.]+\]|',
        '[0-9A-Za-z._~%!$&amp;''()*+,;=\-ß-öø-ÿά-ώа-џ々〇ぁ-ゖァ-ヺー㐀-䶿一-鿿가-힣]+)',
        '(:[0-9]*)?([/?#][!-~]*)?$')"/>
    <xsl:sequence select="
        if (matches($url, $authority)) then f:asciiForm_(replace($url, $authority, '$2')) else ''"/>
  </xsl:function>

  <!-- Whether a URL's host is a domain, RFC 1034, or below it; an IP address is no domain. -->
  <xsl:function name="f:isHostOf" as="xs:boolean">
    <xsl:param name="url" as="xs:string?"/>
    <xsl:param name="domain" as="xs:string?"/>
    <xsl:variable name="pattern" select="concat(
        '^([0-9A-Za-z_\-ß-öø-ÿά-ώа-џ々〇ぁ-ゖァ-ヺー㐀-䶿一-鿿가-힣]+\.)+',
        '[A-Za-zß-öø-ÿά-ώа-џ々〇ぁ-ゖァ-ヺー㐀-䶿一-鿿가-힣]',
        '[0-9A-Za-z\-ß-öø-ÿά-ώа-џ々〇ぁ-ゖァ-ヺー㐀-䶿一-鿿가-힣]*$')"/>
    <xsl:sequence select="
        matches($domain, $pattern)
        and ends-with(concat('.', f:hostOf($url)), concat('.', f:asciiForm_($domain)))"/>
  </xsl:function>

  <!-- A host in lower case, with each label that is not ASCII in Punycode, RFC 3492. -->
  <xsl:function name="f:asciiForm_" as="xs:string">
    <xsl:param name="host" as="xs:string"/>
    <xsl:sequence select="
        string-join(for $label in tokenize(lower-case($host), '\.') return
                    if (every $c in string-to-codepoints($label) satisfies $c lt 128) then $label
                    else concat('xn--', f:punycode_($label)), '.')"/>
  </xsl:function>

  <xsl:function name="f:punycode_" as="xs:string">
    <xsl:param name="label" as="xs:string"/>
    <xsl:variable name="points" select="string-to-codepoints($label)"/>
    <xsl:variable name="basic" select="$points[. lt 128]"/>
    <xsl:sequence select="
        concat(codepoints-to-string($basic), if (exists($basic)) then '-' else '',
               f:punycodeRest_($points, 1, 128, 0, 72, count($basic), true()))"/>
  </xsl:function>

  <!-- What stands for the characters from a position on and those above the current one. -->
  <xsl:function name="f:punycodeRest_" as="xs:string">
    <xsl:param name="points" as="xs:integer*"/>
    <xsl:param name="at" as="xs:integer"/>
    <xsl:param name="current" as="xs:integer"/>
    <xsl:param name="delta" as="xs:integer"/>
    <xsl:param name="bias" as="xs:integer"/>
    <xsl:param name="written" as="xs:integer"/>
    <xsl:param name="first" as="xs:boolean"/>
    <xsl:variable name="here" select="index-of($points, $current)[. ge $at][1]"/>
    <xsl:choose>
      <xsl:when test="exists($here)">
        <xsl:variable name="gap" select="
            $delta + count($points[position() ge $at and position() lt $here][. lt $current])"/>
        <xsl:sequence select="
            concat(f:punycodeNumber_($gap, 36, $bias),
                   f:punycodeRest_($points, $here + 1, $current, 0,
                                   f:punycodeBias_(
                                       for $d in $gap idiv (if ($first) then 700 else 2)
                                       return $d + $d idiv ($written + 1), 0),
                                   $written + 1, false()))"/>
      </xsl:when>
      <xsl:when test="$written lt count($points)">
        <xsl:variable name="next" select="min($points[. gt $current])"/>
        <xsl:sequence select="
            f:punycodeRest_($points, 1, $next,
                            $delta + count($points[position() ge $at][. lt $current]) + 1
                            + ($next - $current - 1) * ($written + 1),
                            $bias, $written, $first)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="''"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A number in digits of varying base, the least first. -->
  <xsl:function name="f:punycodeNumber_" as="xs:string">
    <xsl:param name="value" as="xs:integer"/>
    <xsl:param name="base" as="xs:integer"/>
    <xsl:param name="bias" as="xs:integer"/>
    <xsl:variable name="digits" select="'abcdefghijklmnopqrstuvwxyz0123456789'"/>
    <xsl:variable name="threshold" select="min((max(($base - $bias, 1)), 26))"/>
    <xsl:variable name="rest" select="$value - $threshold"/>
    <xsl:sequence select="
        if ($rest lt 0) then substring($digits, $value + 1, 1)
        else concat(substring($digits, $threshold + $rest mod (36 - $threshold) + 1, 1),
                    f:punycodeNumber_($rest idiv (36 - $threshold), $base + 36, $bias))"/>
  </xsl:function>

  <!-- The bias for the next number. -->
  <xsl:function name="f:punycodeBias_" as="xs:integer">
    <xsl:param name="delta" as="xs:integer"/>
    <xsl:param name="bias" as="xs:integer"/>
    <xsl:sequence select="
        if ($delta gt 455) then f:punycodeBias_($delta idiv 35, $bias + 36)
        else $bias + (36 * $delta) idiv ($delta + 38)"/>
  </xsl:function>

  <!-- The date that a date-time, RFC 3339, falls on in China Standard Time, +08:00. -->
  <xsl:function name="f:chinaDate" as="xs:string">
    <xsl:param name="moment" as="xs:string?"/>
    <xsl:variable name="pattern" select="concat(
        '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]',
        '(\.[0-9]{1,6})?(Z|[+\-](0[0-9]|1[0-3]):[0-5][0-9]|[+\-]14:00)$')"/>
    <xsl:sequence select="
        if (matches($moment, $pattern) and $moment castable as xs:dateTime)
        then substring(string(adjust-dateTime-to-timezone(xs:dateTime($moment),
                                                          xs:dayTimeDuration('PT8H'))), 1, 10)
        else error(QName('https://w3id.org/swschema/v1/functions', 'f:notADate'),
                   'not a date-time with an offset')"/>
  </xsl:function>

  <!-- How many days a date is after another; before it, negative. -->
  <xsl:function name="f:daysBetween" as="xs:integer">
    <xsl:param name="earlier" as="xs:string?"/>
    <xsl:param name="later" as="xs:string?"/>
    <xsl:sequence select="days-from-duration(f:date_($later) - f:date_($earlier))"/>
  </xsl:function>

  <!-- A date of the calendar, as the schemas take it. -->
  <xsl:function name="f:date_" as="xs:date">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="
        if (matches($text, '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$') and $text castable as xs:date)
        then xs:date($text)
        else error(QName('https://w3id.org/swschema/v1/functions', 'f:notADate'), 'not a date')"/>
  </xsl:function>

</xsl:stylesheet>
