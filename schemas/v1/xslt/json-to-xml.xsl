<?xml version="1.0" encoding="UTF-8"?>
<!--
  A record in JSON to XML, in XSLT 3.0: what `swschema convert` writes, or an error with the place
  of the first thing that would not come back. It does not validate. types.xsl has the types.

    java -jar Saxon-HE.jar -it -xsl:json-to-xml.xsl input=registration.json -o:registration.xml

  `input` is an address, relative to this file; a program may give the text itself, as `json`.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:j="http://www.w3.org/2005/xpath-functions"
                xmlns:c="https://w3id.org/swschema/v1/convert"
                exclude-result-prefixes="c j xs">

  <xsl:include href="types.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:param name="input" as="xs:string?"/>
  <xsl:param name="json" as="xs:string" select="unparsed-text($input)"/>

  <xsl:template name="xsl:initial-template">
    <xsl:variable name="text" select="c:checked(replace($json, '^&#xFEFF;', ''))"/>
    <xsl:variable name="root" select="json-to-xml($text, map{'duplicates': 'reject'})/*"/>
    <xsl:variable name="name" select="string($root/self::j:map/j:string[@key = 'recordType'])"/>
    <xsl:variable name="type" select="key('record', $name, $c:types)"/>
    <xsl:if test="not($type)">
      <xsl:sequence select="c:refuse($root, 'is no record of a known type')"/>
    </xsl:if>
    <xsl:variable name="record" as="element()">
      <j:map>
        <!-- Without the hint for editors. -->
        <xsl:copy-of select="$root/*[not(self::j:string[@key = '$schema'])]"/>
      </j:map>
    </xsl:variable>
    <xsl:element name="{$name}" namespace="{$c:namespace}">
      <xsl:apply-templates select="$type">
        <xsl:with-param name="value" select="$record"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <!-- The content of an element, for a type in the table and an object in JSON. -->
  <xsl:template match="type">
    <xsl:param name="value" as="element()"/>
    <xsl:variable name="type" select="."/>
    <xsl:sequence select="c:expect($value, 'map', 'an object')"/>
    <xsl:for-each select="$value/*[not(@key = $type/member/@name)]">
      <xsl:if test="not($type/@record and @key = 'recordType')">
        <xsl:sequence select="c:refuse(., 'is not a field of this record')"/>
      </xsl:if>
    </xsl:for-each>
    <xsl:if test="@record and not(@record = $value/j:string[@key = 'recordType'])">
      <xsl:sequence select="c:refuse($value, 'must have the recordType ' || @record)"/>
    </xsl:if>
    <xsl:for-each select="member">
      <xsl:apply-templates select=".[$value/*/@key = @name]">
        <xsl:with-param name="value" select="$value/*[@key = current()/@name]"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <!-- A member of an object: an attribute, an element with items, or an element. -->
  <xsl:template match="member[@attribute]">
    <xsl:param name="value" as="element()"/>
    <xsl:attribute name="{@name}" select="c:text($value, @kind)"/>
  </xsl:template>

  <xsl:template match="member">
    <xsl:param name="value" as="element()"/>
    <xsl:variable name="member" select="."/>
    <xsl:element name="{@name}" namespace="{$c:namespace}">
      <xsl:choose>
        <xsl:when test="@item">
          <xsl:sequence select="c:expect($value, 'array', 'an array')"/>
          <xsl:for-each select="$value/*">
            <xsl:element name="{$member/@item}" namespace="{$c:namespace}">
              <xsl:sequence select="c:content(., $member)"/>
            </xsl:element>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="c:content($value, .)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <xsl:function name="c:content" as="node()*">
    <xsl:param name="value" as="element()"/>
    <xsl:param name="member" as="element(member)"/>
    <xsl:choose>
      <xsl:when test="$member/@type">
        <xsl:apply-templates select="key('type', $member/@type, $c:types)">
          <xsl:with-param name="value" select="$value"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="c:text($value, $member/@kind)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The text of a plain value. -->
  <xsl:function name="c:text" as="xs:string">
    <xsl:param name="value" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$kind = 'boolean'">
        <xsl:sequence select="c:expect($value, 'boolean', 'true or false'), string($value)"/>
      </xsl:when>
      <xsl:when test="$kind = 'integer'">
        <xsl:sequence select="c:expect($value, 'number', 'a whole number'), c:whole($value)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="c:expect($value, 'string', 'a string')"/>
        <xsl:if test="$kind = 'token' and matches($value, '^\s|\s$')">
          <xsl:sequence select="c:refuse($value, 'has white space around it')"/>
        </xsl:if>
        <xsl:sequence select="string($value)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The digits of a number by its text, which may be 3, 3.0 or 0.3e1: no double rounds it. -->
  <xsl:function name="c:whole" as="xs:string">
    <xsl:param name="value" as="element()"/>
    <xsl:variable name="parts" select="tokenize(lower-case($value), 'e')"/>
    <xsl:variable name="exponent" select="number(($parts[2], '0')[1])"/>
    <xsl:if test="abs($exponent) > 99">
      <xsl:sequence select="c:refuse($value, 'has too large an exponent')"/>
    </xsl:if>
    <xsl:variable name="zeros" select="string-join((1 to xs:integer(abs($exponent))) ! '0')"/>
    <xsl:variable name="power" select="
        if ($exponent ge 0) then '1' || $zeros else '0.' || substring($zeros, 2) || '1'"/>
    <xsl:variable name="number" select="xs:decimal($parts[1]) * xs:decimal($power)"/>
    <xsl:if test="$number != floor($number) or abs($number) > $c:most-exact">
      <xsl:sequence select="c:refuse($value, 'a whole number of at most 2^53-1 is expected here')"/>
    </xsl:if>
    <xsl:sequence select="string(xs:integer($number))"/>
  </xsl:function>

  <!-- The text for a parser, unless its strings have control characters or halves of pairs. -->
  <xsl:function name="c:checked" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="escapes" select="
        replace(replace($text, '\\\\', ''), '\\u[dD][89abAB]..\\u[dD][c-fC-F]..', '')"/>
    <xsl:if test="matches($escapes,
        '\\([bf]|u(00(0[0-8bBcCeEfF]|1.)|[fF]{3}[eEfF]|[dD][89a-fA-F]))')">
      <xsl:sequence select="error($c:error, '/: has a character that XML cannot represent')"/>
    </xsl:if>
    <xsl:value-of>
      <xsl:analyze-string select="$text" regex="{$c:misread}">
        <xsl:matching-substring>
          <xsl:sequence select="c:escape(string-to-codepoints(.))"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:value-of>
  </xsl:function>

  <!-- Saxon 13 reads these right only as escapes: it loses U+1D800 to U+1DFFF, and so on. -->
  <xsl:variable name="c:misread" select="
      '[&#x7F;-&#x9F;' || string-join(for $plane in 1 to 16 return
          codepoints-to-string($plane * 65536 + 55296) || '-'
          || codepoints-to-string($plane * 65536 + 57343)) || ']'"/>

  <xsl:function name="c:escape" as="xs:string">
    <xsl:param name="point" as="xs:integer"/>
    <xsl:variable name="rest" select="$point - 65536"/>
    <xsl:variable name="units" select="
        if ($rest lt 0) then $point else (55296 + $rest idiv 1024, 56320 + $rest mod 1024)"/>
    <xsl:sequence select="string-join(
        for $unit in $units return ('\u', for $power in (4096, 256, 16, 1)
            return substring('0123456789ABCDEF', $unit idiv $power mod 16 + 1, 1)))"/>
  </xsl:function>

  <xsl:function name="c:expect" as="empty-sequence()">
    <xsl:param name="value" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="expected" as="xs:string"/>
    <xsl:if test="local-name($value) != $kind">
      <xsl:sequence select="c:refuse($value, $expected || ' is expected here')"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="c:refuse" as="empty-sequence()">
    <xsl:param name="value" as="element()"/>
    <xsl:param name="reason" as="xs:string"/>
    <xsl:variable name="steps" select="
        for $each in $value/ancestor-or-self::*[..]
        return ($each/@key, string(count($each/preceding-sibling::*)))[1]"/>
    <xsl:sequence select="error($c:error, '/' || string-join($steps, '/') || ': ' || $reason)"/>
  </xsl:function>

</xsl:stylesheet>
