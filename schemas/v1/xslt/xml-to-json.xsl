<?xml version="1.0" encoding="UTF-8"?>
<!--
  A record in XML to JSON, in XSLT 3.0: what `swschema convert` writes, or an error with the place
  of the first thing that JSON has nothing for. It does not validate. types.xsl has the types.

    java -jar Saxon-HE.jar -s:registration.xml -xsl:xml-to-json.xsl -o:registration.json

  With canonical=true it is canonical JSON (RFC 8785): its SHA-256 is the digest of the record. Of a
  message, part=signed gives what its signature is of: all but the value of the signature; and
  part=payload gives the record or the receipt that it carries.

  The caller's parser must refuse document type declarations: XSLT does not see them.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xmlns:sw="https://w3id.org/swschema/v1"
                xmlns:c="https://w3id.org/swschema/v1/convert"
                exclude-result-prefixes="c sw xs xsi">

  <xsl:include href="types.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="canonical" as="xs:boolean" select="false()"/>
  <xsl:param name="part" as="xs:string" select="'whole'"/>

  <xsl:template match="/">
    <xsl:variable name="type" select="key('record', local-name(*), $c:types)"/>
    <xsl:if test="not($type) or namespace-uri(*) != $c:namespace">
      <xsl:sequence select="c:refuse(*, 'is no record of a known type')"/>
    </xsl:if>
    <xsl:variable name="whole" select="c:object(*, $type)"/> <!-- or says what is wrong with it -->
    <xsl:choose>
      <xsl:when test="$part = 'payload'">
        <xsl:variable name="payload" select="c:payload(*)"/>
        <xsl:variable name="member" select="c:member($payload, $type)"/>
        <xsl:value-of select="c:object($payload, key('type', $member/@type, $c:types))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$whole"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The text of an object in JSON, for an element with elements. -->
  <xsl:function name="c:object" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="type" as="element(type)"/>
    <xsl:sequence select="c:check-text($element), c:check-attributes($element, $type)"/>
    <xsl:variable name="members" select="for $each in $element/* return c:member($each, $type)"/>
    <xsl:if test="some $index in 2 to count($members)
        satisfies not($members[$index - 1] &lt;&lt; $members[$index])">
      <xsl:sequence select="c:refuse($element, 'has elements out of order, or one of them twice')"/>
    </xsl:if>
    <xsl:variable name="pairs" as="xs:string*">
      <xsl:sequence select="$type/@record ! ('&quot;recordType&quot;:' || c:quote(.))"/>
      <xsl:for-each select="$element/@*[node-name(.) = $type/member/@name/QName('', .)]">
        <xsl:sequence select="c:quote(local-name()) || ':' || c:quote(.)"/>
      </xsl:for-each>
      <xsl:for-each select="$element/*">
        <xsl:variable name="index" select="position()"/>
        <xsl:if test="not(c:is-left-out(.))">
          <xsl:sequence select="c:quote(local-name()) || ':' || c:value(., $members[$index])"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="'{' || string-join(
        if ($canonical) then sort($pairs, $c:code-points) else $pairs, ',') || '}'"/>
  </xsl:function>

  <!-- The text of a value in JSON, for the element of a member. -->
  <xsl:function name="c:value" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="member" as="element(member)"/>
    <xsl:choose>
      <xsl:when test="$member/@item">
        <xsl:sequence select="c:check-text($element), c:check-attributes($element, ())"/>
        <xsl:if test="$element/*[node-name(.) != QName($c:namespace, $member/@item)]">
          <xsl:sequence select="c:refuse($element, 'has an element other than ' || $member/@item)"/>
        </xsl:if>
        <xsl:variable name="items" select="$element/* ! c:content(., $member)"/>
        <xsl:sequence select="'[' || string-join($items, ',') || ']'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="c:content($element, $member)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="c:content" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="member" as="element(member)"/>
    <xsl:choose>
      <xsl:when test="$member/@type">
        <xsl:sequence select="c:object($element, key('type', $member/@type, $c:types))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="c:check-attributes($element, ()), c:plain($element, $member/@kind)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="c:plain" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="text" select="
        if ($kind = 'string') then string($element) else replace($element, '^\s+|\s+$', '')"/>
    <xsl:choose>
      <xsl:when test="$element/*">
        <xsl:sequence select="c:refuse($element, 'has elements where a plain value is expected')"/>
      </xsl:when>
      <xsl:when test="$kind = ('string', 'token')">
        <xsl:sequence select="c:quote($text)"/>
      </xsl:when>
      <xsl:when test="$kind = 'boolean' and $text = ('true', 'false')
          or $kind = 'integer' and matches($text, '^(0|-?[1-9][0-9]{0,15})$')
          and abs(number($text)) le $c:most-exact">
        <xsl:sequence select="$text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="c:refuse($element, 'has the wrong format for its type')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The five characters that XML has and JSON escapes, as RFC 8785 writes them. -->
  <xsl:function name="c:quote" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="slashed" select="replace($text, '([\\&quot;])', '\\$1')"/>
    <xsl:variable name="lines" select="replace(replace($slashed, '\n', '\\n'), '\r', '\\r')"/>
    <xsl:sequence select="'&quot;' || replace($lines, '\t', '\\t') || '&quot;'"/>
  </xsl:function>

  <xsl:function name="c:member" as="element(member)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="type" as="element(type)"/>
    <xsl:variable name="found" select="
        $type/member[not(@attribute)][QName($c:namespace, @name) = node-name($element)]"/>
    <xsl:sequence select="
        if ($found) then $found else c:refuse($element, 'is not a field of this record')"/>
  </xsl:function>

  <!-- The element in a message that its payloadType, such as REGISTRATION_DRAFT, is about. -->
  <xsl:function name="c:payload" as="element()">
    <xsl:param name="message" as="element()"/>
    <xsl:variable name="name" select="lower-case(translate($message/sw:payloadType, '_', ''))"/>
    <xsl:variable name="found" select="$message/sw:*[lower-case(local-name()) = $name]"/>
    <xsl:sequence select="
        if ($found) then $found else c:refuse($message, 'carries no record of its payloadType')"/>
  </xsl:function>

  <xsl:function name="c:is-left-out" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="value" select="root($element)/sw:message/sw:signature/sw:value"/>
    <xsl:sequence select="$part = 'signed' and $value is $element"/>
  </xsl:function>

  <xsl:function name="c:check-text" as="empty-sequence()">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/text()[matches(., '\S')]">
      <xsl:sequence select="c:refuse($element, 'has text where elements are expected')"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="c:check-attributes" as="empty-sequence()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="type" as="element(type)?"/>
    <xsl:variable name="hints" select="
        if ($element/..[self::document-node()])
        then (xs:QName('xsi:schemaLocation'), xs:QName('xsi:noNamespaceSchemaLocation')) else ()"/>
    <xsl:variable name="known" select="$hints, $type/member[@attribute]/QName('', @name)"/>
    <xsl:if test="$element/@*[not(node-name(.) = $known)]">
      <xsl:sequence select="c:refuse($element, 'has an attribute that is not allowed')"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="c:refuse" as="item()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="reason" as="xs:string"/>
    <xsl:variable name="steps" select="$element/ancestor-or-self::*/('/' || local-name())"/>
    <xsl:sequence select="error($c:error, string-join($steps) || ': ' || $reason)"/>
  </xsl:function>

</xsl:stylesheet>
